/** Hands a file to the reader. Nothing is kept in the browser. */
export function saveFile(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has its own reference by then; a minute is long enough for a slow disk.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** Hands CSV text to the reader as a file. */
export function saveCsv(name: string, text: string): void {
  saveFile(name, new Blob([text], { type: 'text/csv;charset=utf-8' }))
}
