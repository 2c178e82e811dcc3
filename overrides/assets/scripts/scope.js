// Where cookies are blocked, and in some frames, asking for storage is refused. What is kept there
// then lives as long as the page.
for (const name of ["localStorage", "sessionStorage"]) {
  try {
    window[name]
  } catch {
    const kept = new Map()
    const value = {
      getItem: key => kept.get(key) ?? null,
      setItem: (key, text) => kept.set(key, text),
      removeItem: key => kept.delete(key),
    }
    Object.defineProperty(window, name, { value })
  }
}
// What the theme keeps in the browser, each site for itself. The theme would write these helpers of
// its script into every page.
window.__md_hash = text => [...text].reduce((hash, sign) => (hash << 5) - hash + sign.charCodeAt(0), 0)
window.__md_get = (key, store = localStorage, scope = __md_scope) =>
  JSON.parse(store.getItem(`${scope.pathname}.${key}`))
window.__md_set = (key, value, store = localStorage, scope = __md_scope) => {
  try {
    store.setItem(`${scope.pathname}.${key}`, JSON.stringify(value))
  } catch {}
}
