#include "kiosk/platform/window.h"

#include <SDL.h>
#include <imgui.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <string_view>

#include "kiosk/platform/display_connection.h"
#include "kiosk/platform/graphics_card.h"
#include "kiosk/platform/input_reader.h"
#include "kiosk/platform/sdl_pointers.h"
#include "kiosk/platform/sdl_renderer.h"
#include "kiosk/platform/software_renderer.h"
#include "kiosk/platform/viewport.h"
#include "kiosk/platform/wait_set.h"

namespace treffpunkt::platform {
namespace {

constexpr auto kNever = std::numeric_limits<std::uint64_t>::max();

tl::unexpected<Error> sdl_failure(const char* what) { return fail(std::string(what) + ": " + SDL_GetError()); }

struct VideoSession {
  ~VideoSession() { SDL_QuitSubSystem(SDL_INIT_VIDEO); }
};

void set_hints() {
  SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
  SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
  SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
  SDL_SetHint(SDL_HINT_RENDER_BATCHING, "1");
  if (!has_graphics_card()) SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
}

Viewport viewport_for(const WindowOptions& options) {
  Viewport viewport{options.width, options.height, options.width, options.height, options.rotation};
  if (viewport.sideways()) std::swap(viewport.panel_width, viewport.panel_height);
  return viewport;
}

WindowPointer create_fullscreen_window() {
  // Of the display's size from the beginning: on an X server without a window manager nobody would make it larger.
  SDL_Rect display{0, 0, 640, 480};
  SDL_GetDisplayBounds(0, &display);
  return WindowPointer(
      SDL_CreateWindow("Treffpunkt", display.x, display.y, display.w, display.h, SDL_WINDOW_FULLSCREEN_DESKTOP));
}

// A window of the panel's shape, as large as the desktop allows.
WindowPointer create_window(const Viewport& viewport) {
  SDL_Rect desktop{0, 0, viewport.panel_width, viewport.panel_height};
  SDL_GetDisplayUsableBounds(0, &desktop);
  const float scale = std::min({1.0F, static_cast<float>(desktop.w) / static_cast<float>(viewport.panel_width),
                                static_cast<float>(desktop.h) / static_cast<float>(viewport.panel_height)});
  const auto scaled = [&](int length) { return static_cast<int>(static_cast<float>(length) * scale); };
  return WindowPointer(SDL_CreateWindow("Treffpunkt", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                        scaled(viewport.panel_width), scaled(viewport.panel_height),
                                        SDL_WINDOW_RESIZABLE));
}

RendererPointer create_renderer(SDL_Window* window) {
  RendererPointer renderer;
  if (has_graphics_card()) {
    renderer.reset(SDL_CreateRenderer(window, -1, SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC));
  }
  if (!renderer) renderer.reset(SDL_CreateRenderer(window, -1, SDL_RENDERER_SOFTWARE));
  return renderer;
}

bool is_software(SDL_Renderer* renderer) {
  SDL_RendererInfo info;
  return SDL_GetRendererInfo(renderer, &info) != 0 || (info.flags & SDL_RENDERER_SOFTWARE) != 0;
}

// The canvas as it is turned on the panel, pixel for pixel.
std::vector<std::uint32_t> turned(const std::vector<std::uint32_t>& canvas, const Viewport& viewport) {
  Viewport exact = viewport;
  exact.panel_width = viewport.sideways() ? viewport.canvas_height : viewport.canvas_width;
  exact.panel_height = viewport.sideways() ? viewport.canvas_width : viewport.canvas_height;
  std::vector<std::uint32_t> panel(canvas.size());
  for (int y = 0; y < exact.canvas_height; ++y) {
    for (int x = 0; x < exact.canvas_width; ++x) {
      const Point middle = exact.to_panel({static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F});
      const auto place =
          static_cast<std::ptrdiff_t>(middle.y) * exact.panel_width + static_cast<std::ptrdiff_t>(middle.x);
      panel[static_cast<std::size_t>(place)] = canvas[static_cast<std::size_t>(y) * exact.canvas_width + x];
    }
  }
  return panel;
}

// Without a display SDL falls back to drawing nowhere; only who asks for that by SDL_VIDEODRIVER may have it.
bool shows_something() {
  const std::string_view driver = SDL_GetCurrentVideoDriver();
  return (driver != "offscreen" && driver != "dummy") || std::getenv("SDL_VIDEODRIVER") != nullptr;
}

}  // namespace

struct Window::Impl {
  explicit Impl(WaitSet set) : waiting(std::move(set)) {}

  WaitSet waiting;
  std::optional<VideoSession> video;
  WindowPointer window;
  RendererPointer sdl_renderer;
  std::unique_ptr<Renderer> renderer;
  std::uintptr_t font_texture = 0;
  InputReader input;
  std::optional<DisplayConnection> connection;
  Viewport viewport;
  bool fullscreen = false, software = false;

  void fit_panel();
  void apply(const InputEvent& event);
  std::vector<InputEvent> collect();
  Result<void> open_on_display(const WindowOptions& options);
};

Result<void> Window::Impl::open_on_display(const WindowOptions& options) {
  set_hints();
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return sdl_failure("display");
  video.emplace();
  if (!shows_something()) return fail("display: there is none");
  fullscreen = options.fullscreen;
  window = fullscreen ? create_fullscreen_window() : create_window(viewport);
  if (!window) return sdl_failure("window");
  sdl_renderer = create_renderer(window.get());
  if (!sdl_renderer) return sdl_failure("renderer");
  software = is_software(sdl_renderer.get());
  if (software) {
    renderer = std::make_unique<SoftwareRenderer>(sdl_renderer.get());
  } else {
    renderer = std::make_unique<SdlRenderer>(sdl_renderer.get(), options.readable);
  }
  if (fullscreen || SDL_GetNumTouchDevices() > 0) SDL_ShowCursor(SDL_DISABLE);
  connection.emplace(window.get());
  if (connection->descriptor() >= 0) {
    waiting.add(connection->descriptor());
  } else {
    waiting.watch(DeviceWatch("/dev/input"));
  }
  fit_panel();
  return {};
}

// Takes over the size that the window or display has. Fullscreen the canvas follows it, otherwise it is scaled.
void Window::Impl::fit_panel() {
  SDL_GetRendererOutputSize(sdl_renderer.get(), &viewport.panel_width, &viewport.panel_height);
  if (!fullscreen) return;
  viewport.canvas_width = viewport.sideways() ? viewport.panel_height : viewport.panel_width;
  viewport.canvas_height = viewport.sideways() ? viewport.panel_width : viewport.panel_height;
}

void Window::Impl::apply(const InputEvent& event) {
  if (event.kind == InputEvent::Kind::resized) fit_panel();
  if (event.kind != InputEvent::Kind::device_reset) return;
  renderer->device_lost();
  font_texture = 0;
}

std::vector<InputEvent> Window::Impl::collect() {
  std::vector<InputEvent> events;
  if (!window) return events;
  SDL_PumpEvents();
  SDL_Event event;
  while (SDL_PeepEvents(&event, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) > 0) {
    const std::size_t before = events.size();
    input.read(event, viewport, now_ns(), events);
    for (std::size_t i = before; i < events.size(); ++i) apply(events[i]);
  }
  return events;
}

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
  if (options.rotation % 90 != 0 || options.rotation < 0 || options.rotation >= 360) {
    return fail("rotation must be 0, 90, 180 or 270, not " + std::to_string(options.rotation));
  }
  if (options.width <= 0 || options.height <= 0 || options.width > 16384 || options.height > 16384) {
    return fail("a window cannot be " + std::to_string(options.width) + "x" + std::to_string(options.height));
  }
  Result<WaitSet> waiting = WaitSet::make(!options.offscreen);
  if (!waiting) return tl::make_unexpected(std::move(waiting).error());
  auto impl = std::make_unique<Impl>(*std::move(waiting));
  impl->viewport = viewport_for(options);
  if (options.offscreen) {
    impl->software = true;
    impl->renderer = std::make_unique<SoftwareRenderer>(nullptr);
  } else if (auto opened = impl->open_on_display(options); !opened) {
    return tl::make_unexpected(std::move(opened).error());
  }
  return std::unique_ptr<Window>(new Window(std::move(impl)));
}

Window::Window(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Window::~Window() = default;

int Window::width() const { return impl_->viewport.canvas_width; }
int Window::height() const { return impl_->viewport.canvas_height; }
bool Window::software() const { return impl_->software; }
bool Window::reads_devices() const { return impl_->connection && impl_->connection->descriptor() < 0; }

std::vector<InputEvent> Window::wait(std::optional<std::uint64_t> deadline_ns) {
  const auto add = [](std::vector<InputEvent>& events, InputEvent::Kind kind) {
    events.emplace_back();
    events.back().kind = kind;
    events.back().time_ns = now_ns();
  };
  // Once more after a device came or went: SDL hears of it from udev a little later than we do.
  std::uint64_t look_again = kNever;
  for (;;) {
    std::vector<InputEvent> events = impl_->collect();
    const bool due = deadline_ns && now_ns() >= *deadline_ns;
    const bool queued = events.empty() && impl_->connection && impl_->connection->has_queued();
    if (queued) continue;
    const std::uint64_t until = !events.empty() || due ? 0 : std::min(deadline_ns.value_or(kNever), look_again);
    const WaitSet::Reasons reasons = impl_->waiting.sleep(until == kNever ? std::nullopt : std::optional(until));
    if (reasons.woken) add(events, InputEvent::Kind::wake);
    if (reasons.quit) add(events, InputEvent::Kind::quit);
    if (now_ns() >= look_again) look_again = kNever;
    if (reasons.devices_changed) look_again = now_ns() + 500'000'000;
    if (!events.empty() || due) return events;
  }
}

void Window::calibrate(const Calibration& calibration) { impl_->input.calibrate(calibration); }
const Calibration& Window::calibration() const { return impl_->input.calibration(); }

Point Window::share_of_panel(Point canvas) const {
  const Point panel = impl_->viewport.to_panel(canvas);
  return {panel.x / static_cast<float>(impl_->viewport.panel_width), panel.y / static_cast<float>(impl_->viewport.panel_height)};
}

void Window::wake() { impl_->waiting.wake(); }

std::uintptr_t Window::create_texture(int width, int height, bool nearest) {
  return impl_->renderer->create_texture(width, height, nearest);
}

void Window::update_texture(std::uintptr_t texture, int top, int bottom, const std::uint32_t* pixels) {
  impl_->renderer->update_texture(texture, top, bottom, pixels);
}

void Window::destroy_texture(std::uintptr_t texture) { impl_->renderer->destroy_texture(texture); }

void Window::upload_font_texture(ImFontAtlas& atlas) {
  destroy_texture(impl_->font_texture);
  // Lines as polygons: baked ones would be sampled from the texture, unlike every other shape.
  atlas.Flags |= ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoMouseCursors;
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  atlas.GetTexDataAsRGBA32(&pixels, &width, &height);
  impl_->font_texture = create_texture(width, height, true);
  update_texture(impl_->font_texture, 0, height, reinterpret_cast<const std::uint32_t*>(pixels));
  atlas.SetTexID((ImTextureID)impl_->font_texture);
}

void Window::present(const ImDrawData& data, std::uint32_t clear_colour) {
  impl_->renderer->present(data, clear_colour, impl_->viewport);
}

Result<std::vector<std::uint32_t>> Window::read_pixels(bool upright) {
  auto canvas = impl_->renderer->read_canvas();
  if (!canvas || upright || impl_->viewport.rotation == 0) return canvas;
  return turned(*canvas, impl_->viewport);
}

}  // namespace treffpunkt::platform
