/**
 * Owns a code to scan: Web Awesome's, dark on light in every theme, with the quiet zone that readers
 * look for (ISO/IEC 18004: four modules).
 */
import WaQrCode from '@awesome.me/webawesome/dist/components/qr-code/qr-code.js';
import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';

@customElement('scan-code')
export class ScanCode extends WaQrCode {
  static override css = css`
    :host {
      display: block;
      padding: var(--space-5);
      border-radius: var(--round-m);
      background: var(--scan-paper);
      color: var(--scan-ink);
    }
    canvas {
      display: block;
      width: 11rem;
      height: 11rem;
    }
  `;

  constructor() {
    super();
    this.size = 176;
    this.errorCorrection = 'M';
  }

  /** As Web Awesome's, but without a style attribute: the content security policy forbids those. */
  override render() {
    return html`<canvas part="qr-code" role="img" aria-label=${this.label}></canvas>`;
  }
}
