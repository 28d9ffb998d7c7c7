import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isCallToAction } from '#shared/text/phrases/calls.ts'
import { isInvented } from '#shared/text/phrases/invented.ts'

describe('isCallToAction', () => {
  const calls = [
    'Subscribe to our channel!',
    'Don’t forget to subscribe',
    'Follow us on Instagram',
    'Hit the bell',
    'Thanks for watching!',
    'Abonnez-vous à notre chaîne',
    'Jetzt abonnieren!',
    'Suscríbete a nuestro canal',
    'Inscreva-se no canal',
    'Iscriviti al canale',
    'Abonneer je op ons kanaal',
    'Zasubskrybuj kanał',
    'Подписывайтесь на канал',
    'Ставьте лайки',
    'Kanala abone olmayı unutmayın',
    '请点赞订阅',
    'チャンネル登録お願いします',
    '구독과 좋아요 부탁드려요',
    'اشتركوا في القناة',
    'กดติดตามช่อง',
    'Nhớ đăng ký kênh',
    'सब्सक्राइब करें',
  ]
  for (const call of calls) it(call, () => assert.ok(isCallToAction(call)))

  const statements = [
    'Observers subscribe to subjects',
    'Animals like cats in this video',
    'Follow the money',
    'We follow a baker for a day',
    'Der Kanal von Suez',
    'Les abonnés du journal',
    'Канал имени Москвы',
    '订书机的历史',
    'How the bell was cast',
    'A channel under the sea',
  ]
  for (const statement of statements) it(`not: ${statement}`, () => assert.ok(!isCallToAction(statement)))
})

describe('isInvented', () => {
  const inventions = [
    'Thank you.',
    ' You ',
    'Subtitles by the Amara.org community',
    'Untertitel im Auftrag des ZDF, 2020',
    'Sous-titrage ST’ 501',
    'Субтитры сделал DimaTorzok',
    'Продолжение следует...',
    'ありがとうございました。',
    '字幕由 Amara.org 社群提供',
  ]
  for (const invention of inventions) it(invention, () => assert.ok(isInvented(invention)))

  const speech = [
    'Thank you for the flour.',
    'You knead it twice.',
    'Merci pour la farine',
    'The subtitle of the book is long',
    'Музыка звучит громко',
  ]
  for (const sentence of speech) it(`not: ${sentence}`, () => assert.ok(!isInvented(sentence)))
})
