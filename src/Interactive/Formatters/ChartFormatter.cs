using System.Security.Cryptography;
using System.Text;
using Gen.Training.Charts;

namespace Gen.Interactive;

/// <summary>Charts as inline SVG.</summary>
internal static class ChartFormatter
{
    public static string ToHtml(Chart chart)
    {
        // The ids of all charts of a page must differ, or one is clipped at the frame of another. Equal charts may have equal ids.
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(chart.ToSvg())).AsSpan(0, 8));
        return chart.ToSvg($"gen-{hash}-");
    }
}
