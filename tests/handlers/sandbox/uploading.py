"""The steps of an upload, as an app takes them."""

ICS = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


async def ask(world, *, name="D1.ics", content=ICS, **more):
    return await world.form(
        "files.getUploadURLExternal", filename=name, length=len(content), **more
    )


async def send(world, ticket, content=ICS):
    address = ticket["upload_url"].removeprefix(world.sandbox.url)
    async with world.http.post(address, data=content) as response:
        return response.status, await response.text()


async def complete(world, *file_ids, title="A file", **more):
    files = [{"id": file_id, "title": title} for file_id in file_ids]
    return await world.api("files.completeUploadExternal", files=files, **more)


async def upload(world, *, name="D1.ics", content=ICS, title="A file", alt_txt="", **more):
    """The whole way; the id."""
    ticket = await ask(world, name=name, content=content, alt_txt=alt_txt)
    assert (await send(world, ticket, content))[0] == 200
    done = await complete(world, ticket["file_id"], title=title, **more)
    assert done["ok"], done
    return ticket["file_id"]


async def fetch(world, address):
    async with world.http.get(address) as response:
        return response.status, response.headers, await response.read()
