"""An action in a posted digest is made for members only: observers read it no more."""

TECH = "#technology"


def test_a_narrowed_action_leaves_the_digest_that_stands(technology):
    amara, denise = technology.person("amara"), technology.person("denise")
    amara.types(TECH, "/action add Compare the fines @liam")
    amara.types(TECH, "/action add Draft the summary @liam")
    amara.types(TECH, "/digest").press("Post to channel")
    technology.settle()
    assert denise.finds(TECH, "Technology: digest", "Compare the fines") is not None
    amara.types(TECH, "/action edit A1")
    assert amara.modal().fill(audience="members").submit() == {}
    technology.settle()
    assert (
        "A1 can be in what I posted before: 1 message in the group's channel."
        in amara.modal().words
    )
    assert denise.finds(TECH, "Compare the fines") is None
    assert denise.finds(TECH, "Technology: digest", "Draft the summary") is not None
