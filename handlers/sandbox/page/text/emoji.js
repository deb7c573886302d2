// Short names of the emoji that apps and people use most; any other name is shown as it was typed.

const TABLE = `
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|wave 👋|clap 👏|raised_hands 🙌|pray 🙏|ok_hand 👌|muscle 💪|point_right 👉
point_left 👈|point_up ☝️|point_down 👇|raised_hand ✋|hand ✋|handshake 🤝|writing_hand ✍️|eyes 👀|speech_balloon 💬
thought_balloon 💭|smile 😄|slightly_smiling_face 🙂|grinning 😀|grin 😁|joy 😂|wink 😉|blush 😊|sunglasses 😎
thinking_face 🤔|sweat_smile 😅|cry 😢|neutral_face 😐|open_mouth 😮|heart ❤️|green_heart 💚|blue_heart 💙|star ⭐
star2 🌟|sparkles ✨|tada 🎉|confetti_ball 🎊|fire 🔥|rocket 🚀|100 💯|trophy 🏆|medal 🏅|white_check_mark ✅
heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|warning ⚠️|no_entry ⛔
no_entry_sign 🚫|exclamation ❗|heavy_exclamation_mark ❗|grey_exclamation ❕|question ❓|grey_question ❔
information_source ℹ️|bangbang ‼️|red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡|large_green_circle 🟢
large_blue_circle 🔵|large_purple_circle 🟣|white_circle ⚪|black_circle ⚫|white_large_square ⬜
black_large_square ⬛|large_blue_diamond 🔷|small_blue_diamond 🔹|large_orange_diamond 🔶|small_orange_diamond 🔸
arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|arrow_upper_right ↗️|leftwards_arrow_with_hook ↩️
arrow_right_hook ↪️|arrows_counterclockwise 🔄|repeat 🔁|fast_forward ⏩|rewind ⏪|double_vertical_bar ⏸️
calendar 📆|date 📅|spiral_calendar_pad 🗓️|clock1 🕐|clock2 🕑|clock3 🕒|clock9 🕘|clock12 🕛|watch ⌚|alarm_clock ⏰
stopwatch ⏱️|timer_clock ⏲️|hourglass ⌛|hourglass_flowing_sand ⏳|sunrise 🌅|sunny ☀️|crescent_moon 🌙|zzz 💤
bell 🔔|no_bell 🔕|loudspeaker 📢|mega 📣|memo 📝|pencil 📝|pencil2 ✏️|clipboard 📋|page_facing_up 📄|page_with_curl 📃
bookmark_tabs 📑|bookmark 🔖|books 📚|book 📖|open_book 📖|notebook 📓|card_index 📇|card_index_dividers 🗂️|file_folder 📁
open_file_folder 📂|inbox_tray 📥|outbox_tray 📤|package 📦|email 📧|envelope ✉️|incoming_envelope 📨|mailbox 📫
newspaper 📰|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|bar_chart 📊|mag 🔍|mag_right 🔎|link 🔗
paperclip 📎|pushpin 📌|round_pushpin 📍|triangular_flag_on_post 🚩|lock 🔒|unlock 🔓|key 🔑|gear ⚙️|wrench 🔧
hammer_and_wrench 🛠️|scales ⚖️|shield 🛡️|bulb 💡|seedling 🌱|herb 🌿|deciduous_tree 🌳|earth_africa 🌍
earth_americas 🌎|earth_asia 🌏|globe_with_meridians 🌐|compass 🧭|world_map 🗺️|house 🏠|classical_building 🏛️|school 🏫
busts_in_silhouette 👥|bust_in_silhouette 👤|family 👪|child 🧒|baby 👶|older_adult 🧓|teacher 🧑‍🏫|student 🧑‍🎓
graduation_cap 🎓|microphone 🎤|studio_microphone 🎙️|headphones 🎧|telephone_receiver 📞|iphone 📱|computer 💻
desktop_computer 🖥️|keyboard ⌨️|robot_face 🤖|ghost 👻|coffee ☕|birthday 🎂|gift 🎁|balloon 🎈|art 🎨|jigsaw 🧩|puzzle 🧩
dart 🎯|game_die 🎲|mortar_board 🎓|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|new 🆕|soon 🔜|top 🔝|end 🔚|heavy_plus_sign ➕
heavy_minus_sign ➖|infinity ♾️|flag-au 🇦🇺|flag-fj 🇫🇯|flag-fr 🇫🇷|flag-ie 🇮🇪|flag-kr 🇰🇷|flag-nl 🇳🇱|flag-sk 🇸🇰|flag-za 🇿🇦
flag-gb 🇬🇧|flag-us 🇺🇸|flag-ca 🇨🇦|flag-de 🇩🇪|flag-nz 🇳🇿|flag-gh 🇬🇭|flag-eu 🇪🇺|fr 🇫🇷|gb 🇬🇧|uk 🇬🇧|us 🇺🇸|de 🇩🇪|kr 🇰🇷
`;

const SKIN = ["", "", "\u{1F3FB}", "\u{1F3FC}", "\u{1F3FD}", "\u{1F3FE}", "\u{1F3FF}"];

const byName = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((entry) => entry.split(" ")),
);

/** Every short name that has a character here. */
export const emojiNames = [...byName.keys()];

/** The character of a short name such as "tada" (skin tone 2-6 or none), or undefined. */
export function emojiOf(name, tone) {
  const found = byName.get(name);
  return found && tone ? found + (SKIN[Number(tone)] ?? "") : found;
}

export const SHORTCODE = /:([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?/g;
