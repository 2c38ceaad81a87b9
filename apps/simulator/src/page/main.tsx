import '@fontsource/ibm-plex-sans-arabic/400.css';
import '@fontsource/ibm-plex-sans-arabic/600.css';
import './styles/tokens.css';
import './styles/people.css';
import './styles/shell.css';
import './styles/controls.css';
import './styles/phone.css';
import './styles/chat.css';
import './styles/call.css';
import './styles/mail.css';
import './styles/panel.css';
import { render } from 'preact';
import { PageShell } from './page.shell.tsx';

const place = document.getElementById('page');
if (place) render(<PageShell />, place);
