import { createHmac, timingSafeEqual } from 'node:crypto'
import { UpnextError } from '#shared/errors.ts'

const LENGTH = 16

/** Signs bytes with the first key; any key verifies, so that keys can be changed without a break. */
export interface Signer {
  /** The bytes and their signature, in base64url. */
  seal(bytes: Uint8Array): string
  /** The bytes of a sealed text, or undefined where it is not one of ours. */
  open(sealed: string): Buffer | undefined
}

/**
 * @param purpose Keeps signatures of one use from passing in another.
 * @throws UpnextError `configuration` without a key.
 */
export function createSigner(keys: readonly string[], purpose: string): Signer {
  const [first] = keys
  if (first === undefined) {
    throw new UpnextError('configuration', 'There is no signing key.', {
      fix: 'Set UPNEXT_SIGNING_KEYS to a secret of 16 characters or more.',
    })
  }
  const signature = (key: string, bytes: Uint8Array): Buffer =>
    createHmac('sha256', key).update(purpose).update('\0').update(bytes).digest().subarray(0, LENGTH)
  return {
    seal: (bytes) => Buffer.concat([bytes, signature(first, bytes)]).toString('base64url'),
    open: (sealed) => {
      const whole = Buffer.from(sealed, 'base64url')
      // Buffer skips what is not base64url: only the very text that was given out may pass.
      if (whole.length < LENGTH || whole.toString('base64url') !== sealed) return undefined
      const [bytes, given] = [whole.subarray(0, -LENGTH), whole.subarray(-LENGTH)]
      return keys.some((key) => timingSafeEqual(signature(key, bytes), given)) ? bytes : undefined
    },
  }
}
