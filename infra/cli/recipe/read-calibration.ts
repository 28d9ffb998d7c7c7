import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { UpnextError } from '#shared/errors.ts'
import type { FittedCalibration } from '#shared/evaluation/calibration/fit.ts'
import { PAIR_KINDS } from '#shared/recipe/calibration.ts'

const calibrationSchema = z.object({
  wordsWeight: z.number().positive(),
  calibration: z.object({
    floor: z.number().gt(0).lt(1),
    scale: z.number().positive(),
    wordsScale: z.number().positive(),
    midpoints: z.record(z.enum(PAIR_KINDS), z.number()),
    undescribed: z.object({ one: z.number(), both: z.number() }),
    otherLanguage: z.number(),
  }),
})

/** What `upnext calibrate --out` wrote. @throws UpnextError `configuration` for anything else. */
export async function readCalibration(file: string): Promise<FittedCalibration> {
  try {
    return calibrationSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (cause) {
    throw new UpnextError('configuration', `${file} holds no calibration.`, { fix: 'It takes what `upnext calibrate --out` wrote.', cause })
  }
}
