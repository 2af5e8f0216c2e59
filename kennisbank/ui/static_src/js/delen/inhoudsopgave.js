// Mark in the table of contents which section is being read.

export function markReading(root) {
  const links = [...root.querySelectorAll(".kb-inhoudsopgave a[href^='#']")];
  const sections = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1)))).filter(Boolean);
  if (!sections.length || !("IntersectionObserver" in window)) return;
  const visible = new Set();
  const mark = () => {
    const current = sections.find((section) => visible.has(section));
    if (!current) return;
    for (const link of links) {
      if (decodeURIComponent(link.hash.slice(1)) === current.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) visible[entry.isIntersecting ? "add" : "delete"](entry.target);
      mark();
    },
    { rootMargin: "-10% 0px -60% 0px" },
  );
  sections.forEach((section) => observer.observe(section));
}
