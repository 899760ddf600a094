using Gen.Training.Charts.Drawing;
using Gen.Training.Charts.Drawing.Fonts;

namespace Gen.Training.Charts.Axes;

/// <summary>Names of the places 0, 1, … below an axis: flat where each fits, upright otherwise, and of very many every second, third, …</summary>
internal sealed class PlaceNames
{
    private readonly IReadOnlyList<string> _names;
    private readonly double _font, _room;
    private readonly bool _upright;

    /// <param name="names">A name for each place.</param>
    /// <param name="font">The size of the letters.</param>
    /// <param name="width">About how long the axis will be.</param>
    /// <param name="most">How high upright names may be.</param>
    public PlaceNames(IReadOnlyList<string> names, double font, double width, double most)
    {
        (_names, _font) = (names, font);
        var (slot, widest) = ((width / names.Count) - 6, names.Max(n => FontMetrics.Width(n, font)));
        _upright = widest > slot;
        _room = _upright ? Math.Min(widest, most) : slot;
        Height = _upright ? _room : FontMetrics.CapHeight(font);
    }

    /// <summary>What they take below the axis.</summary>
    public double Height { get; }

    public void Draw(Scene scene, AxisScale x, double top)
    {
        var style = new TextStyle(_font, Palette.Faint, Upright: _upright);
        var slot = Math.Abs(x.Map(1) - x.Map(0));
        var every = _upright ? Math.Max(1, (int)Math.Ceiling(_font * 1.05 / slot)) : 1;
        for (var i = 0; i < _names.Count; i += every)
        {
            var name = FontMetrics.Fit(_names[i], _font, _room);
            var tip = name == _names[i] ? null : _names[i];
            if (_upright) scene.Text(x.Map(i), top, name, style, Anchor.End, Level.Middle, tip);
            else scene.Text(x.Map(i), top, name, style, Anchor.Middle, Level.Top, tip);
        }
    }
}
