import { setTimeout } from 'node:timers/promises'
import { UpnextError } from '#shared/errors.ts'
import type { VideoIndex } from '#shared/index/video-index.ts'

export interface Fault {
  /** `down`: every call fails. `slow`: every call takes a while. */
  mode: 'well' | 'down' | 'slow'
  /** Methods that it hits. Default: all. */
  only?: readonly string[]
}

/** An index that fails or dawdles as long as the test says so. */
export function faultyIndex(index: VideoIndex, fault: Fault): VideoIndex {
  return new Proxy(index, {
    get: (target, method: string) => {
      const call = Reflect.get(target, method) as (...args: unknown[]) => Promise<unknown>
      return async (...args: unknown[]) => {
        const hit = fault.only?.includes(method) ?? true
        if (hit && fault.mode === 'down') throw new UpnextError('unavailable', 'The index is down.')
        if (hit && fault.mode === 'slow') await setTimeout(400)
        return call(...args)
      }
    },
  })
}
