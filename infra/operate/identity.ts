import { GoogleAuth } from 'google-auth-library'
import { UpnextError } from '#shared/errors.ts'

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * An identity token of the operator for an audience; undefined for an address of this machine, which asks for none.
 * @throws UpnextError `configuration` without credentials, or for an address that a token must not be sent to in the clear.
 */
export async function identityToken(audience: string): Promise<string | undefined> {
  const { hostname, protocol, origin } = new URL(audience)
  if (LOCAL.has(hostname)) return undefined
  if (protocol !== 'https:')
    throw new UpnextError('configuration', `${origin} is not https.`, { fix: 'Set UPNEXT_OPERATE_URL to an https address.' })
  try {
    const client = await new GoogleAuth().getIdTokenClient(origin)
    return await client.idTokenProvider.fetchIdToken(origin)
  } catch (cause) {
    const fix =
      'Sign in with `gcloud auth application-default login --impersonate-service-account=…`, as an account that may invoke the function.'
    throw new UpnextError('configuration', `No identity token can be had for ${origin}.`, { fix, cause })
  }
}
