// Chooses light or dark before the page is painted; "auto" follows the device.
(() => {
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const chosen = root.dataset.theme;
    const isDark = chosen === "dark" || (chosen === "auto" && dark.matches);
    root.dataset.bsTheme = isDark ? "dark" : "light";
  };
  root.classList.add("has-script");
  apply();
  dark.addEventListener("change", apply);
})();
