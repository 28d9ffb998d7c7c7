import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { foldAccents } from '#shared/text/words/fold.ts'
import { withoutParticle } from '#shared/text/words/korean.ts'
import { termsOf } from '#shared/text/words/terms.ts'
import { textLanguage } from '#shared/text/words/text-language.ts'
import { tokenize } from '#shared/text/words/tokens.ts'

describe('tokenize', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['words in lower case', 'Baking RYE-bread, twice!', ['baking', 'rye', 'bread', 'twice']],
    ['apostrophes part words', 'L’homme du pain', ['homme', 'du', 'pain']],
    ['full-width letters', 'ＲＹＥ', ['rye']],
    [
      'numbers of two to five digits',
      '7 loaves in 1984, 12345 crumbs, id 1234567, mp3',
      ['loaves', 'in', '1984', '12345', 'crumbs', 'id', 'mp3'],
    ],
    ['programming languages', 'C++ and C# or F#', ['c++', 'and', 'c#', 'or', 'f#']],
    ['Chinese', '今天我们学习做面包', ['今天', '我们', '学习', '做', '面包']],
    ['Japanese', '日本の音楽', ['日本', '音楽']],
    ['Thai', 'ทำผัดไทย', ['ทำ', 'ผัด', 'ไทย']],
    ['Korean', '한국 음악', ['한국', '음악']],
    ['two scripts in one run', 'iPhone手机', ['iphone', '手机']],
    ['marks that are letters', 'लड़कियों की किताबें', ['लड़कियों', 'की', 'किताबें'].map((word) => word.normalize('NFKC'))],
    ['overlong runs', 'x'.repeat(41), []],
  ]
  for (const [what, text, expected] of cases) it(what, () => assert.deepEqual(tokenize(text), expected))
})

describe('foldAccents', () => {
  const cases = {
    café: 'cafe',
    straße: 'strasse',
    smørrebrød: 'smorrebrod',
    ısı: 'isi',
    μουσική: 'μουσικη',
    λόγος: 'λογοσ',
    ёлка: 'елка',
    йод: 'йод',
    їжак: 'їжак',
    がく: 'がく',
    कि: 'कि',
    น้ำ: 'น้ำ',
    كِتَاب: 'كتاب',
    việt: 'viet',
  }
  for (const [word, folded] of Object.entries(cases)) it(word, () => assert.equal(foldAccents(word), folded))
})

describe('termsOf', () => {
  it('leaves out stop words and stems', () => assert.deepEqual(termsOf(['the', 'bakers', 'were', 'baking'], 'en'), ['baker', 'bake']))
  it('stems before it folds, since stemmers know accents', () => {
    assert.deepEqual(termsOf(['canción'], 'es'), termsOf(['canciones'], 'es'))
    assert.deepEqual(termsOf(['häuser'], 'de'), termsOf(['haus'], 'de'))
  })
  it('takes Latin words in other scripts for English', () => assert.deepEqual(termsOf(['хлеб', 'tutorials'], 'ru'), ['хлеб', 'tutori']))
  it('only folds where it knows nothing of the language', () => assert.deepEqual(termsOf(['été', 'the'], 'xx'), ['ete', 'the']))
  it('knows no language by the name of an object property', () => assert.deepEqual(termsOf(['bread'], 'constructor'), ['bread']))
})

describe('withoutParticle', () => {
  it('finds one noun with and without its particle', () => assert.equal(withoutParticle('음악을'), '음악'))
  it('leaves short words alone', () => assert.equal(withoutParticle('국가'), '국가'))
})

describe('textLanguage', () => {
  const language = (text: string, declared?: string) => textLanguage(tokenize(text), declared)
  it('hears the stop words', () => {
    assert.equal(language('Wie man ein Brot ohne Hefe backt und warum es nicht aufgeht'), 'de')
    assert.equal(language('Comment faire un pain sans levure et pourquoi il ne lève pas dans le four'), 'fr')
  })
  it('takes the likely language of the script where there are none', () => {
    assert.equal(language('baking bread'), 'en')
    assert.equal(language('ржаной хлеб'), 'ru')
    assert.equal(language('ライ麦パンの作り方'), 'ja')
  })
  it('believes what is declared, unless the text says otherwise', () => {
    assert.equal(language('Pane', 'it'), 'it')
    assert.equal(language('How the baker and his sons have made this bread for fifty years', 'it'), 'en')
  })
  it('takes the primary subtag, and close codes for the same', () => {
    assert.equal(language('brød', 'nb-NO'), 'no')
    assert.equal(language('面包', 'zh-Hant-TW'), 'zh')
  })
  it('is not misled by one word', () => assert.equal(language('data science'), 'en'))
  it('says nothing of nothing', () => assert.equal(language(''), undefined))
})
