/** How much is known of how a video is watched. */
export type SignalClass = 'low' | 'mid' | 'high'

/** Views from which on a video is of the class. */
export interface ClassBounds {
  readonly mid: number
  readonly high: number
}

export function signalClassOf(views: number, { mid, high }: ClassBounds): SignalClass {
  if (views >= high) return 'high'
  return views >= mid ? 'mid' : 'low'
}
