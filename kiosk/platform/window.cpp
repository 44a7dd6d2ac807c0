#include "kiosk/platform/window.h"

#include <SDL.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>

#include "kiosk/platform/display_connection.h"
#include "kiosk/platform/draw_data.h"
#include "kiosk/platform/input_reader.h"
#include "kiosk/platform/sdl_pointers.h"
#include "kiosk/platform/viewport.h"
#include "kiosk/platform/wait_set.h"

namespace treffpunkt::platform {
namespace {

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
}

Viewport viewport_for(const WindowOptions& options) {
  Viewport viewport{options.width, options.height, options.width, options.height, options.rotation};
  if (viewport.sideways()) std::swap(viewport.panel_width, viewport.panel_height);
  return viewport;
}

// A window of the panel's shape, as large as the desktop allows.
WindowPointer create_window(const Viewport& viewport, bool fullscreen) {
  SDL_Rect desktop{0, 0, viewport.panel_width, viewport.panel_height};
  SDL_GetDisplayUsableBounds(0, &desktop);
  const float scale = std::min({1.0F, static_cast<float>(desktop.w) / static_cast<float>(viewport.panel_width),
                                static_cast<float>(desktop.h) / static_cast<float>(viewport.panel_height)});
  const auto scaled = [&](int length) { return static_cast<int>(static_cast<float>(length) * scale); };
  const Uint32 flags = fullscreen ? SDL_WINDOW_FULLSCREEN_DESKTOP : SDL_WINDOW_RESIZABLE;
  return WindowPointer(SDL_CreateWindow("Treffpunkt", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                        scaled(viewport.panel_width), scaled(viewport.panel_height), flags));
}

RendererPointer create_renderer(SDL_Window* window) {
  RendererPointer renderer(SDL_CreateRenderer(window, -1, SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC));
  if (!renderer) renderer.reset(SDL_CreateRenderer(window, -1, SDL_RENDERER_SOFTWARE));
  return renderer;
}

bool is_software(SDL_Renderer* renderer) {
  SDL_RendererInfo info;
  return SDL_GetRendererInfo(renderer, &info) != 0 || (info.flags & SDL_RENDERER_SOFTWARE) != 0;
}

}  // namespace

struct Window::Impl {
  explicit Impl(WaitSet set) : waiting(std::move(set)) {}

  WaitSet waiting;
  std::optional<VideoSession> video;
  SurfacePointer surface;  // offscreen: the panel
  WindowPointer window;
  RendererPointer renderer;
  std::set<SDL_Texture*> textures;  // gone with the renderer; here only those not destroyed yet
  TexturePointer canvas;            // where the frame is drawn when it cannot go to the panel directly
  DrawDataRenderer draw_data;
  SDL_Texture* font_texture = nullptr;
  InputReader input;
  std::optional<DisplayConnection> connection;
  Viewport viewport;
  bool fullscreen = false, software = false, readable = false;

  bool direct() const { return viewport.fits_exactly() && !readable && !(software && viewport.rotation != 0); }
  bool ensure_canvas();
  void fit_panel();
  void show_canvas();
  void apply(const InputEvent& event);
  std::vector<InputEvent> collect();
  void device_lost();
  Result<void> open_offscreen();
  Result<void> open_on_display(const WindowOptions& options);
};

Result<void> Window::Impl::open_offscreen() {
  surface.reset(
      SDL_CreateRGBSurfaceWithFormat(0, viewport.panel_width, viewport.panel_height, 32, SDL_PIXELFORMAT_ARGB8888));
  if (surface) renderer.reset(SDL_CreateSoftwareRenderer(surface.get()));
  if (!renderer) return sdl_failure("software renderer");
  software = true;
  return {};
}

Result<void> Window::Impl::open_on_display(const WindowOptions& options) {
  set_hints();
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return sdl_failure("display");
  video.emplace();
  fullscreen = options.fullscreen;
  window = create_window(viewport, fullscreen);
  if (!window) return sdl_failure("window");
  renderer = create_renderer(window.get());
  if (!renderer) return sdl_failure("renderer");
  software = is_software(renderer.get());
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
  SDL_GetRendererOutputSize(renderer.get(), &viewport.panel_width, &viewport.panel_height);
  if (!fullscreen) return;
  viewport.canvas_width = viewport.sideways() ? viewport.panel_height : viewport.panel_width;
  viewport.canvas_height = viewport.sideways() ? viewport.panel_width : viewport.panel_height;
}

bool Window::Impl::ensure_canvas() {
  int width = 0, height = 0;
  if (canvas) SDL_QueryTexture(canvas.get(), nullptr, nullptr, &width, &height);
  if (width == viewport.canvas_width && height == viewport.canvas_height) return true;
  canvas.reset(SDL_CreateTexture(renderer.get(), SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_TARGET,
                                 viewport.canvas_width, viewport.canvas_height));
  if (!canvas) return false;
  SDL_SetTextureBlendMode(canvas.get(), SDL_BLENDMODE_NONE);
  return true;
}

void Window::Impl::show_canvas() {
  SDL_SetRenderTarget(renderer.get(), nullptr);
  SDL_SetRenderDrawColor(renderer.get(), 0, 0, 0, 255);
  SDL_RenderClear(renderer.get());
  SDL_SetTextureScaleMode(canvas.get(), viewport.fits_exactly() ? SDL_ScaleModeNearest : SDL_ScaleModeLinear);
  const float scale = viewport.scale();
  const float width = static_cast<float>(viewport.canvas_width) * scale;
  const float height = static_cast<float>(viewport.canvas_height) * scale;
  const SDL_FRect place{(static_cast<float>(viewport.panel_width) - width) / 2,
                        (static_cast<float>(viewport.panel_height) - height) / 2, width, height};
  SDL_RenderCopyExF(renderer.get(), canvas.get(), nullptr, &place, viewport.rotation, nullptr, SDL_FLIP_NONE);
}

void Window::Impl::device_lost() {
  canvas.reset();
  for (SDL_Texture* texture : textures) SDL_DestroyTexture(texture);
  textures.clear();
  font_texture = nullptr;
  draw_data.set_font_texture(nullptr, {});
}

void Window::Impl::apply(const InputEvent& event) {
  if (event.kind == InputEvent::Kind::resized) fit_panel();
  if (event.kind == InputEvent::Kind::device_reset) device_lost();
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
  impl->readable = options.readable;
  if (auto opened = options.offscreen ? impl->open_offscreen() : impl->open_on_display(options); !opened) {
    return tl::make_unexpected(std::move(opened).error());
  }
  return std::unique_ptr<Window>(new Window(std::move(impl)));
}

Window::Window(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Window::~Window() = default;

int Window::width() const { return impl_->viewport.canvas_width; }
int Window::height() const { return impl_->viewport.canvas_height; }
bool Window::software() const { return impl_->software; }

std::vector<InputEvent> Window::wait(std::optional<std::uint64_t> deadline_ns) {
  const auto add = [](std::vector<InputEvent>& events, InputEvent::Kind kind) {
    events.emplace_back();
    events.back().kind = kind;
    events.back().time_ns = now_ns();
  };
  // Once more after a device came or went: SDL hears of it from udev a little later than we do.
  std::optional<std::uint64_t> look_again;
  for (;;) {
    std::vector<InputEvent> events = impl_->collect();
    const bool due = deadline_ns && now_ns() >= *deadline_ns;
    const bool queued = events.empty() && impl_->connection && impl_->connection->has_queued();
    if (queued) continue;
    std::optional<std::uint64_t> until = deadline_ns;
    if (look_again) until = until ? std::min(*until, *look_again) : *look_again;
    if (!events.empty() || due) until = 0;
    const WaitSet::Reasons reasons = impl_->waiting.sleep(until);
    if (reasons.woken) add(events, InputEvent::Kind::wake);
    if (reasons.quit) add(events, InputEvent::Kind::quit);
    if (look_again && now_ns() >= *look_again) look_again.reset();
    if (reasons.devices_changed) look_again = now_ns() + 500'000'000;
    if (!events.empty() || due) return events;
  }
}

void Window::wake() { impl_->waiting.wake(); }

std::uintptr_t Window::create_texture(int width, int height, bool nearest) {
  SDL_Texture* texture =
      SDL_CreateTexture(impl_->renderer.get(), SDL_PIXELFORMAT_RGBA32, SDL_TEXTUREACCESS_STATIC, width, height);
  if (texture == nullptr) return 0;
  SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_BLEND);
  SDL_SetTextureScaleMode(texture, nearest ? SDL_ScaleModeNearest : SDL_ScaleModeLinear);
  impl_->textures.insert(texture);
  return reinterpret_cast<std::uintptr_t>(texture);
}

void Window::update_texture(std::uintptr_t texture, int top, int bottom, const std::uint32_t* pixels) {
  auto* handle = reinterpret_cast<SDL_Texture*>(texture);
  int width = 0, height = 0;
  if (!impl_->textures.contains(handle) || SDL_QueryTexture(handle, nullptr, nullptr, &width, &height) != 0) return;
  const SDL_Rect rows{0, top, width, std::min(bottom, height) - top};
  if (top < 0 || rows.h <= 0) return;
  SDL_UpdateTexture(handle, &rows, pixels, width * static_cast<int>(sizeof(std::uint32_t)));
}

void Window::destroy_texture(std::uintptr_t texture) {
  auto* handle = reinterpret_cast<SDL_Texture*>(texture);
  if (impl_->textures.erase(handle) > 0) SDL_DestroyTexture(handle);
}

void Window::upload_font_texture(ImFontAtlas& atlas) {
  if (impl_->font_texture != nullptr) destroy_texture(reinterpret_cast<std::uintptr_t>(impl_->font_texture));
  // Lines as polygons: baked ones would be sampled from the texture, unlike every other shape.
  atlas.Flags |= ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoMouseCursors;
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  atlas.GetTexDataAsRGBA32(&pixels, &width, &height);
  const std::uintptr_t texture = create_texture(width, height, true);
  update_texture(texture, 0, height, reinterpret_cast<const std::uint32_t*>(pixels));
  atlas.SetTexID((ImTextureID)texture);
  impl_->font_texture = reinterpret_cast<SDL_Texture*>(texture);
  impl_->draw_data.set_font_texture(impl_->font_texture, atlas.TexUvWhitePixel);
}

void Window::present(const ImDrawData& data, std::uint32_t clear_colour) {
  SDL_Renderer* renderer = impl_->renderer.get();
  const bool direct = impl_->direct() || !impl_->ensure_canvas();
  SDL_SetRenderTarget(renderer, direct ? nullptr : impl_->canvas.get());
  SDL_SetRenderDrawColor(renderer, clear_colour & 0xFF, (clear_colour >> 8) & 0xFF, (clear_colour >> 16) & 0xFF, 255);
  SDL_RenderClear(renderer);
  const bool turned = direct && impl_->viewport.rotation != 0;
  impl_->draw_data.draw(renderer, data, turned ? &impl_->viewport : nullptr);
  if (!direct) impl_->show_canvas();
  SDL_RenderPresent(renderer);
}

Result<std::vector<std::uint32_t>> Window::read_pixels(bool upright) {
  if (impl_->window && !impl_->readable) return fail("the window was not opened readable");
  const bool from_canvas = upright && impl_->canvas && !impl_->direct();
  const Viewport& viewport = impl_->viewport;
  if (!from_canvas && !viewport.fits_exactly()) return fail("the window is scaled");
  const int width = from_canvas ? viewport.canvas_width : viewport.panel_width;
  const int height = from_canvas ? viewport.canvas_height : viewport.panel_height;
  std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  SDL_SetRenderTarget(impl_->renderer.get(), from_canvas ? impl_->canvas.get() : nullptr);
  const int result = SDL_RenderReadPixels(impl_->renderer.get(), nullptr, SDL_PIXELFORMAT_RGBA32, pixels.data(),
                                          width * static_cast<int>(sizeof(std::uint32_t)));
  SDL_SetRenderTarget(impl_->renderer.get(), nullptr);
  if (result != 0) return sdl_failure("reading pixels");
  return pixels;
}

}  // namespace treffpunkt::platform
