/** The page as people use it. */

import { expect, test } from 'vitest';
import { CONTEXT_FIELDS, type Runtime } from '../../src/runtime/index.ts';
import { followSwitch, type Transfer } from '../../src/scope/index.ts';
import { programOf } from '../runtime/program.ts';
import { hex, rowsOf, type ShownRow } from './board.ts';
import { arrive, choose, describeIn, goTo, momentOf } from './page.ts';

const SEVEN_LINES = [
  "I haven't implemented a timer in this example.",
  'But we can still nest tasks...',
  'THREAD 2 FINISHED.',
  '...like this!',
  'THREAD 3 FINISHED.',
  'Finally, notice how the tasks are executed concurrently.',
  'THREAD 1 FINISHED.',
];

/** As the page runs it. */
const demo = (): Runtime => programOf('demo', {}, { maxThreads: 4, stackSize: 64 << 10 });

/** What the board is to show of the library's own run at a moment. */
function rowsAt(instruction: number, fields: Transfer['fields']): ShownRow[] {
  const runtime = demo();
  runtime.run({ until: { instruction } });
  return CONTEXT_FIELDS.map((field, row) => {
    const register = field === 'thread_ptr' ? 'rdi' : field;
    const { saved, loaded } = fields[row]!;
    return {
      register,
      live: hex(runtime.machine.getRegister(register)),
      fields: runtime.threads.map(({ id, ctx }) => (id === 3 ? null : hex(ctx[field]))),
      isNow: saved?.instruction === instruction || loaded?.instruction === instruction,
    };
  });
}

describeIn(['chromium', 'firefox'], 'the page', (visit) => {
  test('runs the demo from load to its seven lines', async () => {
    const { page, errors } = await visit.open();
    await page.keyboard.press('End');
    await page.waitForSelector('.phase h2:text("The program has ended")');
    const lines = await page.locator('.output li.done > span').allTextContents();
    expect(lines).toEqual(SEVEN_LINES);
    expect(errors).toEqual([]);
  });

  test('steps through a switch forwards and back, with what the library says', async () => {
    const twin = demo();
    twin.run({ until: { switch: 2 } });
    const began = twin.lastSwitch!.instruction;
    const ended = twin.instructions;
    const runtime = demo();
    runtime.run({ until: { instruction: began - 1 } });
    const { fields } = followSwitch(runtime)!;

    const moments = Array.from({ length: ended - began + 1 }, (_, index) => began + index);
    const rows = moments.map((at) => [at, rowsAt(at, fields)] as const);

    const { page } = await visit.open();
    await goTo(page, began);
    for (const [at, wanted] of rows) {
      expect(await rowsOf(page), `instruction ${at}`).toEqual(wanted);
      await page.keyboard.press('ArrowRight');
      await arrive(page, at + 1);
    }
    for (const [at, wanted] of rows.reverse()) {
      await page.keyboard.press('ArrowLeft');
      await arrive(page, at);
      expect(await rowsOf(page), `back at ${at}`).toEqual(wanted);
    }
  });

  test('is at any moment of the run that the timeline is dragged to', async () => {
    const { page, errors } = await visit.open();
    const box = (await page.locator('.tracks').boundingBox())!;
    await page.mouse.move(box.x + 5, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + 30, { steps: 12 });
    await page.mouse.up();
    const run = demo();
    run.run();
    const middle = Math.round(run.instructions / 2);
    await expect.poll(async () => Math.abs((await momentOf(page)) - middle)).toBeLessThan(2);
    const at = await momentOf(page);
    const here = demo();
    here.run({ until: { instruction: at } });
    const rsp = hex(here.machine.getRegister('rsp'));
    await expect.poll(async () => (await rowsOf(page))[0]!.live).toBe(rsp);
    await page.locator('.tracks').hover();
    await page.mouse.wheel(0, -400);
    await expect.poll(async () => page.locator('.zoom [aria-pressed=false]').count()).toBe(1);
    expect(errors).toEqual([]);
  });

  test('says what is wrong in the editor, keeps what assembled, and loads what is mended', async () => {
    const { page, errors } = await visit.open();
    await page.click('.files button');
    await page.click('.cm-content');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\nmovv rax, 1');
    await page.waitForSelector('.problems');
    expect(await page.textContent('.problems')).toContain("unknown mnemonic 'movv'. Did you mean mov?");
    expect(await page.textContent('.problems')).toContain('still loaded');
    await page.waitForSelector('.cm-lintRange-error');
    for (let count = 0; count < 'movv rax, 1'.length; count++) await page.keyboard.press('Backspace');
    await page.waitForSelector('.problems', { state: 'detached' });
    await page.keyboard.press('Escape');
    await page.keyboard.press('End');
    await page.waitForSelector('.phase h2:text("The program has ended")');
    expect(errors).toEqual([]);
  });

  test('opens what a link holds: program, moment, breakpoints', async () => {
    const { page } = await visit.open();
    await choose(page, 'counters.s');
    await goTo(page, 90);
    await page.keyboard.press('b');
    await page.click('text=Share');
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('.copied input')?.value !== '');
    const link = await page.inputValue('.copied input');
    const other = await visit.open({ fragment: link.slice(link.indexOf('#')) });
    await arrive(other.page, 90);
    expect(await other.page.textContent('.pick')).toContain('counters.s');
    expect(await other.page.locator('.dot.set').count()).toBe(1);
    expect(other.errors).toEqual([]);
  });

  test('takes a program that is dropped onto it', async () => {
    const { page, errors } = await visit.open();
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['.globl main\nmain: mov eax, 7\nret\n'], 'seven.s'));
      for (const type of ['dragover', 'drop']) {
        const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
        document.querySelector('.board')!.dispatchEvent(event);
      }
    });
    await page.waitForFunction(() => document.title.startsWith('seven.s'));
    expect(await page.textContent('.say .next')).toContain('eax');
    expect(errors).toEqual([]);
  });

  test('stops an endless program, and does not drown in what one prints', async () => {
    const { page, errors } = await visit.open();
    for (const body of [
      '1: jmp 1b',
      '1: mov edi, 1\nlea rsi, [rip+text]\nmov edx, 4096\nmov eax, 1\nsyscall\njmp 1b\n.bss\ntext: .zero 4096',
    ]) {
      const text = `.intel_syntax noprefix\n.globl main\nmain:\n${body}\n`;
      await page.click('.pick');
      await page.setInputFiles('dialog input[type=file]', {
        name: 'endless.s',
        mimeType: 'text/plain',
        buffer: Buffer.from(text),
      });
      await page.waitForSelector('.further');
      await page.click('button[aria-label="Step"]');
    }
    expect(errors).toEqual([]);
  });
});

describeIn(['chromium'], 'the page', (visit) => {
  test('says over a dialog that the clipboard is refused, and selects what was to be copied', async () => {
    const { page, errors } = await visit.open();
    await page.evaluate(() => {
      navigator.clipboard.writeText = async () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await page.keyboard.press('s');
    await page.waitForSelector('.copied button:enabled');
    await page.click('.copied button >> nth=0');
    await page.waitForSelector('.notice:has-text("does not let the page copy")');
    const selected = await page.evaluate(() => {
      const { value, selectionStart, selectionEnd } = document.activeElement as HTMLInputElement;
      return value.slice(selectionStart ?? 0, selectionEnd ?? 0);
    });
    expect(selected).toMatch(/^http/);
    await page.click('.notice button');
    expect(await page.locator('.notice').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  test('says that a link is broken, and goes on with the demo', async () => {
    const { page, errors } = await visit.open({ fragment: '#p=broken' });
    expect(await page.textContent('.notice.bad')).toContain('This link cannot be opened');
    expect(await page.textContent('.pick')).toContain('demo.s');
    expect(errors).toEqual([]);
  });

  test('shows findings where they became true', async () => {
    const { page } = await visit.open();
    await choose(page, '01-forgotten-registers.s');
    await page.click('.findings .links button');
    await page.waitForSelector('.here .finding h3:text("rbx did not survive")');
  });

  test('lets somebody choose who runs next', async () => {
    const { page } = await visit.open();
    await page.click('text=Run…');
    await page.selectOption('[name=policy]', 'manual');
    await page.click('text=Begin again with these');
    await goTo(page, 35);
    await page.click('.choose button:has-text("nests")');
    await page.waitForSelector('.choose [aria-pressed=true]:has-text("nests")');
    await page.click('button[aria-label="Next switch"]');
    await page.waitForSelector('.head.paired.t2:has-text("nests")');
    expect(await page.locator('.head.paired.t1').count()).toBe(0);
  });

  test('says what is wrong with a file that is no program', async () => {
    const { page, errors } = await visit.open();
    const broken = Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]), Buffer.alloc(80, 0xff)]);
    for (const [name, buffer] of [
      ['broken.elf', broken],
      ['zeros.bin', Buffer.alloc(64)],
    ] as const) {
      await page.click('.pick');
      await page.setInputFiles('dialog input[type=file]', {
        name,
        mimeType: 'application/octet-stream',
        buffer,
      });
      await page.waitForSelector(`.notice.bad:has-text("${name}")`);
    }
    expect(await page.textContent('.pick')).toContain('demo.s');
    expect(errors).toEqual([]);
  });
});
