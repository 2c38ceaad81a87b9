/** Collects text the way a browser lays it out: white space collapses, blocks stand on their own lines. */
export class TextBuilder {
  private readonly pieces: string[] = [];
  private size = 0;
  private breaks = 0;
  private space = false;
  private quotes = 0;

  constructor(private readonly maxLength: number) {}

  /** Characters written so far. */
  get length(): number {
    return this.size;
  }

  /** True once the limit is reached. */
  get full(): boolean {
    return this.size >= this.maxLength;
  }

  /** Inline text; white space inside collapses to one space. */
  write(text: string): void {
    const words = text.replace(/[ \t\r\n\f]+/g, ' ');
    if (words === '') return;
    const bare = words.trim();
    if (bare === '' || words.startsWith(' ')) this.space = true;
    if (bare === '') return;
    this.flush();
    this.push(bare);
    this.space = words.endsWith(' ');
  }

  /** A line break that stays. */
  newline(): void {
    this.breaks += 1;
    this.space = false;
  }

  /** What follows begins on a new line. */
  block(): void {
    this.breaks = Math.max(this.breaks, 1);
    this.space = false;
  }

  /** What follows begins after an empty line. */
  paragraph(): void {
    this.breaks = Math.max(this.breaks, 2);
    this.space = false;
  }

  /** A new entry of a list. */
  item(): void {
    this.block();
    this.write('- ');
  }

  /** Goes deeper into quoted text, or comes back out. */
  quote(by: number): void {
    this.quotes = Math.max(0, this.quotes + by);
  }

  /** The address of a link whose text was just written, unless the text says it already. */
  link(href: string): void {
    if (href === '' || this.breaks > 0) return;
    const last = this.pieces.at(-1) ?? '';
    if (last.includes(href.replace(/^https?:\/\//, '').replace(/\/$/, '')) || last === '') return;
    this.space = true;
    this.write(`(${href})`);
  }

  /** The text, without blank space at its end. */
  finish(): string {
    return this.pieces.join('').slice(0, this.maxLength).trimEnd();
  }

  private flush(): void {
    if (this.breaks > 0 || this.size === 0) this.startLine();
    else if (this.space) this.push(' ');
    this.space = false;
  }

  private startLine(): void {
    const mark = '>'.repeat(Math.min(this.quotes, 20));
    const line = mark ? `${mark} ` : '';
    const between = `\n${mark}`.repeat(Math.max(0, Math.min(this.breaks, 3) - 1));
    if (this.size > 0) this.push(`${between}\n${line}`);
    else if (line) this.push(line);
    this.breaks = 0;
  }

  private push(text: string): void {
    this.pieces.push(text);
    this.size += text.length;
  }
}
