import { render } from 'preact';
import { Portal } from './portal.store.js';
import { Page } from './view/page.view.js';

const place = document.getElementById('portal');
if (place) {
  const portal = new Portal();
  let isDue = false;
  const draw = (): void => {
    isDue = false;
    render(<Page portal={portal} />, place);
  };
  // What changes in one go is drawn once.
  portal.onChange = () => {
    if (!isDue) queueMicrotask(draw);
    isDue = true;
  };
  draw();
  void portal.start();
}
