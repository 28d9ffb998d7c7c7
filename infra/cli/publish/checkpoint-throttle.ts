import type { CheckpointStore } from './checkpoint.ts'
import type { Watermark } from './watermark.ts'

/** A kill loses what was settled since the last save: those messages are sent once more, which changes nothing. */
const EVERY_MS = 250

/** Saves the mark of a watermark, if there is a checkpoint to save it in. Calls must not overlap. */
export function throttle(store: CheckpointStore | undefined, watermark: Watermark) {
  const last = { savedAt: performance.now() }
  const save = async (complete: boolean) => {
    last.savedAt = performance.now()
    await store?.write({ line: watermark.mark(), complete })
  }
  return {
    save,
    saveNowAndThen: async () => {
      if (performance.now() - last.savedAt >= EVERY_MS) await save(false)
    },
  }
}
