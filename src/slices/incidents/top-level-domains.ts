const generic = `com net org info biz edu gov mil int arpa name pro mobi asia aero coop museum jobs travel tel cat post
xyz top site online store tech app dev icu club shop live vip win bet casino poker work space fun website link click life
world today news blog cloud digital agency company center email group host media network one page services solutions
studio support systems team tools zone ltd fit men loan download stream trade racing date faith review science party
cricket accountant webcam bid press wiki guru expert academy city games game sbs cfd cyou bond lol rest quest monster
autos hair skin makeup beauty homes yachts boats motorcycles finance money bank fund capital global social chat video
photo photos pics pictures gallery design art style house land estate rent tours guide training school education
university institute health care clinic dental hospital pharmacy legal law tax insure software computer technology
domains hosting directory business enterprises industries international partners ventures holdings management
marketing consulting express delivery supply equipment parts repair build construction contractors plumbing energy
solar green eco bio organic farm garden food recipes restaurant bar pub cafe coffee pizza beer wine kitchen fashion
clothing shoes jewelry boutique toys baby kids family wedding gift gifts flowers horse dog pet fish baseball soccer
football golf hockey tennis fitness yoga run surf ski band music theater show film movie actor dance red blue pink
black kim onion example test invalid local zip mov`;

const countries = `ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz
ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd
ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki
km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz
na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh
si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg
vi vn vu wf ws ye yt za zm zw`;

/** Top-level domains that count as such in running text. */
export const topLevelDomains: ReadonlySet<string> = new Set(`${generic} ${countries}`.split(/\s+/));

/** Also endings of file names: taken as a domain only where the text marks it as one. */
export const fileLikeDomains: ReadonlySet<string> = new Set([
  'sh',
  'py',
  'pl',
  'rs',
  'md',
  'so',
  'ps',
  'do',
  'zip',
  'mov',
  'ml',
  'mm',
  'ac',
  'am',
  'la',
  'in',
  'as',
  'vi',
]);
