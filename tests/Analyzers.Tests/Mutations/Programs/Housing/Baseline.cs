using Gen;
using Microsoft.Extensions.Logging;

namespace HousingProgram;

public static partial class Experiments
{
    /// <summary>Always says the mean.</summary>
    [Experiment("baseline")]
    internal sealed partial class Baseline
    {
        public HouseData Data { get; init; } = new();

        public bool UseMedian { get; init; }

        public int[] Quantiles { get; init; } = [25, 50, 75];

        [Main]
        private static double Guess(HouseData data, bool useMedian, int[] quantiles, ILogger log)
        {
            log.LogInformation("{Path} {Median}", data.Path, useMedian);
            return quantiles.Length;
        }

        [Command("sizes")]
        private int Sizes(HouseData data) => data.Batch + CountRows(10);

        [Captured]
        private int CountRows(int most, [FromConfig("data.columns")] int columns) => Math.Min(most, columns);

        internal static Baseline Preset(string name) =>
            name == "median"
                ? Baseline.Parse("use_median=true", "data.batch=50", "quantiles=10,90")
                : Baseline.Parse("data.path=other.csv");
    }
}
