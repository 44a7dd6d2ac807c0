// bench-window WIDTH HEIGHT SECONDS [FRAMES]: SDL and nothing else, what the kiosk's window is measured against. One
// coloured frame in a window of this size; then it sleeps in SDL_WaitEventTimeout and answers each tap with a frame of
// another colour. With FRAMES it first scrolls that many frames of a texture twice as high. Ends after SECONDS and
// prints what it measured.

#include <SDL.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using WindowPointer = std::unique_ptr<SDL_Window, decltype(&SDL_DestroyWindow)>;
using RendererPointer = std::unique_ptr<SDL_Renderer, decltype(&SDL_DestroyRenderer)>;
using TexturePointer = std::unique_ptr<SDL_Texture, decltype(&SDL_DestroyTexture)>;

double milliseconds_since(Clock::time_point began) {
  return std::chrono::duration<double, std::milli>(Clock::now() - began).count();
}

double share(std::vector<double> values, double at) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(at * static_cast<double>(values.size() - 1))];
}

void fill(SDL_Renderer* renderer, Uint8 grey) {
  SDL_SetRenderDrawColor(renderer, grey, grey, 200, 255);
  SDL_RenderClear(renderer);
  SDL_RenderPresent(renderer);
}

std::vector<double> scroll(SDL_Renderer* renderer, int width, int height, int frames) {
  TexturePointer texture(
      SDL_CreateTexture(renderer, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STATIC, width, 2 * height),
      SDL_DestroyTexture);
  std::vector<Uint32> pixels(static_cast<std::size_t>(width) * 2 * height);
  for (std::size_t i = 0; i < pixels.size(); ++i) pixels[i] = 0xFF000000u | static_cast<Uint32>(i * 2654435761u >> 8);
  SDL_UpdateTexture(texture.get(), nullptr, pixels.data(), width * 4);
  std::vector<double> times;
  for (int i = 0; i < frames; ++i) {
    const auto began = Clock::now();
    const SDL_Rect from{0, i * 7 % height, width, height};
    SDL_RenderCopy(renderer, texture.get(), &from, nullptr);
    SDL_RenderPresent(renderer);
    times.push_back(milliseconds_since(began));
  }
  return times;
}

std::vector<double> wait_and_answer(SDL_Renderer* renderer, double seconds) {
  const auto began = Clock::now();
  std::vector<double> taps;
  while (true) {
    const double left = seconds * 1000 - milliseconds_since(began);
    if (left <= 0) return taps;
    SDL_Event event;
    if (!SDL_WaitEventTimeout(&event, static_cast<int>(left) + 1)) continue;
    if (event.type == SDL_QUIT) return taps;
    if (event.type != SDL_MOUSEBUTTONDOWN) continue;
    const auto arrived = Clock::now();
    fill(renderer, static_cast<Uint8>(40 * taps.size()));
    taps.push_back(milliseconds_since(arrived));
  }
}

}  // namespace

int main(int count, char** values) {
  if (count < 4 || SDL_Init(SDL_INIT_VIDEO) != 0) {
    std::fprintf(stderr, "usage: bench-window WIDTH HEIGHT SECONDS [FRAMES]; needs a display\n");
    return 2;
  }
  // Without a graphics card SDL would draw even this through OpenGL, with 50 MB of Mesa: no fair baseline.
  SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
  const int width = std::atoi(values[1]), height = std::atoi(values[2]);
  {
    WindowPointer window(SDL_CreateWindow("bare", 0, 0, width, height, 0), SDL_DestroyWindow);
    RendererPointer renderer(SDL_CreateRenderer(window.get(), -1, SDL_RENDERER_SOFTWARE), SDL_DestroyRenderer);
    fill(renderer.get(), 90);
    const auto frames = scroll(renderer.get(), width, height, count > 4 ? std::atoi(values[4]) : 0);
    const auto taps = wait_and_answer(renderer.get(), std::atof(values[3]));
    std::printf("{\"frame_ms\":{\"median\":%.3f,\"p99\":%.3f},\"tap_to_frame_ms\":{\"median\":%.3f,\"p99\":%.3f}}\n",
                share(frames, 0.5), share(frames, 0.99), share(taps, 0.5), share(taps, 0.99));
  }
  SDL_Quit();
  return 0;
}
