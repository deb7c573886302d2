// Measures a shown page for test_looks.py: {outside, faint, nameless}, lists that should be empty.
() => {
  const all = [...document.querySelectorAll("body *")];
  const drawn = (node, style) => node.getClientRects().length > 0 && style.visibility !== "hidden";

  const outside = all.filter((node) => {
    const at = node.getBoundingClientRect();
    const style = getComputedStyle(node);
    const seen = at.width > 1 && at.height > 1 && drawn(node, style) && style.opacity !== "0";
    if (!seen || node.closest(".hidden, .sidebar, .skip, svg")) return false;
    return at.right > document.documentElement.clientWidth + 1 || at.left < -1;
  }).map((node) => `${node.tagName}.${node.className} ${node.textContent.slice(0, 40)}`);

  // Contrast by WCAG 2 against the nearest solid ground; disabled controls are exempt there too.
  const colour = (text) => {
    const [red, green, blue, alpha = 1] = text.match(/[\d.]+/g).map(Number);
    const scale = text.startsWith("color(") ? 255 : 1;
    return { channels: [red * scale, green * scale, blue * scale], alpha };
  };
  const light = ({ channels }) => {
    const [red, green, blue] = channels.map((part) => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const found = colour(getComputedStyle(at).backgroundColor);
      if (found.alpha === 1) return found;
    }
    return colour(getComputedStyle(document.body).backgroundColor);
  };
  const exempt = "noscript, .hidden, .skip, .emoji, :disabled, [aria-disabled=true], .option-off";
  const faint = all.filter((node) => {
    const style = getComputedStyle(node);
    const words = [...node.childNodes].some((each) => each.nodeType === 3 && each.data.trim());
    return words && drawn(node, style) && !node.closest(exempt);
  }).map((node) => {
    const pair = [light(colour(getComputedStyle(node).color)), light(ground(node))];
    const contrast = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    return contrast < 4.5 ? `${contrast.toFixed(2)} ${node.outerHTML.slice(0, 80)}` : null;
  }).filter(Boolean);

  const named = (node) => node.getAttribute("aria-label") || node.textContent.trim() || node.title
    || node.getAttribute("aria-labelledby") || node.closest("label") || node.labels?.length
    || node.querySelector("img")?.alt;
  const controls = all.filter((node) => node.matches("button, a, input, textarea, [role=combobox]"));
  const ids = all.map((node) => node.id).filter(Boolean);
  const nameless = [
    ...controls.filter((node) => !named(node)).map((node) => node.outerHTML.slice(0, 90)),
    ...ids.filter((id, index) => ids.indexOf(id) !== index),
  ];
  return { outside, faint, nameless };
}
