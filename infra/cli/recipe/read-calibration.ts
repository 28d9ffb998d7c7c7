import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { UpnextError } from '#shared/errors.ts'
import type { FittedCalibration } from '#shared/evaluation/calibration/fit.ts'
import { calibrationSchema } from '#shared/recipe/recipe-schema.ts'

const fittedSchema = z.object({ wordsWeight: z.number().positive(), calibration: calibrationSchema })

/** What `upnext calibrate --out` wrote. @throws UpnextError `configuration` for anything else. */
export async function readCalibration(file: string): Promise<FittedCalibration> {
  try {
    return fittedSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (cause) {
    throw new UpnextError('configuration', `${file} holds no calibration.`, { fix: 'It takes what `upnext calibrate --out` wrote.', cause })
  }
}
