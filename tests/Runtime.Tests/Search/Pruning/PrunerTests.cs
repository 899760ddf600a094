using Gen.Runtime.Tests.Search.Samplers;
using Gen.Search;

namespace Gen.Runtime.Tests.Search.Pruning;

public class PrunerTests
{
    [Theory]
    [InlineData(0.5, "", false)]
    [InlineData(0.5, "0.4", true)]
    [InlineData(0.5, "0.6", false)]
    [InlineData(0.5, "0.4 0.6 0.7 0.8", true)]
    [InlineData(0.5, "0.4 0.6 0.7 0.8 0.9", false)]
    [InlineData(0.5, "NaN NaN", false)]
    public void SuccessiveHalving_BestThird_GoesOn(double value, string earlier, bool prunes) =>
        Assert.Equal(prunes, new SuccessiveHalving().Prunes(value, Numbers(earlier)));

    [Theory]
    [InlineData(9, "1 2 3 4", false)]
    [InlineData(4, "1 2 3 4 5", true)]
    [InlineData(3, "1 2 3 4 5", false)]
    [InlineData(4, "1 2 3 4 5 6", true)]
    [InlineData(9, "1 2 3 4 NaN", false)]
    public void MedianStopping_WorseThanTheMedianOfFive_Ends(double value, string earlier, bool prunes) =>
        Assert.Equal(prunes, new MedianStopping().Prunes(value, Numbers(earlier)));

    // The loss of a config falls from 20 to its value f as f + (20 - f) 0.8^epoch, with noise of 0.05 at each epoch.
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public void SuccessiveHalving_Random60Trials_ReachesTheBestWithHalfOfTheEpochs(int lag)
    {
        const int Seeds = 100;
        const int Epochs = 27;
        var (epochs, reached) = (0, 0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var (test, sampler) = (TestFunction.Branin, new RandomSampler(TestFunction.Branin.Space, seed));
            var noise = new Random(seed);
            var (finals, best) = (new List<double>(), double.PositiveInfinity);
            var rungs = new List<Dictionary<int, double>>();
            for (var t = 0; t < 60; t++)
            {
                var final = test.Value(sampler.Sample(t, [], []));
                var own = new Dictionary<int, double>();
                for (var epoch = 1; epoch <= Epochs; epoch++)
                {
                    epochs++;
                    var value = final + (20 - final) * Math.Pow(0.8, epoch) + 0.05 * noise.NextDouble();
                    if (epoch == Epochs)
                        best = Math.Min(best, final);
                    if (epoch is not (1 or 3 or 9))
                        continue;
                    own[epoch] = value;
                    var earlier = rungs.Take(Math.Max(0, t - lag + 1)).Where(r => r.ContainsKey(epoch)).Select(r => r[epoch]).ToList();
                    if (new SuccessiveHalving().Prunes(value, earlier))
                        break;
                }

                finals.Add(final);
                rungs.Add(own);
            }

            reached += best <= finals.Min() ? 1 : 0;
        }

        Assert.True(epochs <= Seeds * 60 * Epochs / 2, $"{epochs / (60.0 * Epochs * Seeds):P0} of the epochs");
        Assert.True(reached >= 95, $"the best of {reached} of {Seeds} seeds");
    }

    private static double[] Numbers(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(t => double.Parse(t, System.Globalization.CultureInfo.InvariantCulture))];
}
