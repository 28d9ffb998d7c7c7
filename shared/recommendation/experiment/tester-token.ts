import { z } from 'zod'
import type { Signer } from '../signed/signer.ts'

/** What signatures of tokens are made for. */
export const TESTER_PURPOSE = 'tester'

const schema = z.object({ experiment: z.string(), arm: z.string() })

/** An arm that a tester wants to see, whatever bucket they are in and whether the experiment runs or not. */
export type TesterArm = z.output<typeof schema>

export function sealArm(signer: Signer, { experiment, arm }: TesterArm): string {
  return signer.seal(Buffer.from(JSON.stringify({ experiment, arm })))
}

/** What a token stands for; undefined where it was not given out here. */
export function openArm(signer: Signer, token: string): TesterArm | undefined {
  const bytes = signer.open(token)
  return bytes === undefined ? undefined : schema.safeParse(JSON.parse(bytes.toString())).data
}
