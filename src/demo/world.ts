import { exp } from '../statistics/portable'
import { random } from '../statistics/random'
import { neighboursOf } from './hexagons'
import { places, type Place } from './places'
import type { Topic } from './topic'
import { topics } from './topics'
import { plantedMultiplier } from './truths'

/** Names the made-up world. The seed of a run changes chance, never the world. */
const WORLD = 20_231_104

/** The authority's own multiplier on a topic's persons or on the share with the outcome. */
export function placeMultiplier(topic: Topic, place: Place, part: 'persons' | 'outcome'): number {
  const { spread, shared } = part === 'outcome' ? (topic.model.outcome ?? topic.model) : topic.model
  const planted = plantedMultiplier(topic.indicator.id, place.code, part)
  if (planted !== undefined) return planted
  if (spread === 0) return 1
  const key = topics.indexOf(topic) * 2 + (part === 'outcome' ? 1 : 0)
  const z = Math.sqrt(shared) * sharedDraw(key, place) + Math.sqrt(1 - shared) * ownDraw(key, place, 1)
  return exp(spread * z)
}

/** One standard normal draw for each authority. */
function ownDraw(key: number, place: Place, layer: number): number {
  return random(WORLD, key, place.index, layer).normal()
}

/** What a place has in common with its neighbours: the mean of their draws and its own, made standard again. */
function sharedDraw(key: number, place: Place): number {
  const around = [place, ...neighboursOf(place, places)]
  const sum = around.reduce((total, each) => total + ownDraw(key, each, 2), 0)
  return sum / Math.sqrt(around.length)
}
