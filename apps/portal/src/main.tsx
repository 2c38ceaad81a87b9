import { render } from 'preact';
import { Portal } from './portal.store.js';
import { Page } from './view/page.view.js';

const place = document.getElementById('portal');
if (place) {
  const portal = new Portal();
  const draw = (): void => render(<Page portal={portal} />, place);
  portal.onChange = draw;
  draw();
  void portal.start();
}
