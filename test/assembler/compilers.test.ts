import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/assembler/index.ts';
import { compile, hasCompiler, OPTIONS, SOURCES } from './compilers.ts';
import { gnuAs, hasAs, plain } from './gas.ts';

describe.each(['gcc', 'clang', 'rustc'] as const)('what %s writes', (compiler) => {
  const isMissing = !hasCompiler(compiler) || !hasAs();
  const must = process.env['CI'] && compiler === 'gcc';
  describe.skipIf(isMissing && !must)('is taken as GNU as takes it', () => {
    const cases = SOURCES[compiler].flatMap((source) =>
      OPTIONS[compiler].map((options) => [source, options]),
    );
    it.each(cases)('%s %s', (source = '', options = '') => {
      const text = compile(compiler, source, options);
      expect(plain(assemble(text, { name: source }))).toEqual(gnuAs(text, ''));
    });
  });
});
