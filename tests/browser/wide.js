// What sticks out of the window, as selectors; empty where nothing does.
(() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const held = (one) => one && (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(one).overflowX) || held(one.parentElement));
  return [`${root.scrollWidth - root.clientWidth} pixels`, ...[...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1 && !held(one.parentElement))
    .map((one) => `${one.localName}.${one.className.baseVal ?? one.className}: ${one.innerText?.slice(0, 30)}`).slice(0, 4)];
})()
