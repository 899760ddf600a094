using Gen.Training.Data;
using static TorchSharp.torch;

namespace HousingSample;

/// <summary>Houses with their prices: from a CSV file, or made by a formula.</summary>
/// <remarks>
/// The formula resembles the California census of 1990. With income i (10,000 dollars), age a (years), rooms r, bedrooms b, people p of a
/// household, and the distance d (degrees) to the nearer of two cities, the price (100,000 dollars) is
/// <c>0.45 i + 0.008 a + 0.1 (r - 2 b) - 0.15 (p - 3) + 1.6 exp(-d) + 0.25 noise</c>, limited to 0.15 to 5.
/// </remarks>
internal static class Houses
{
    /// <summary>Number of features of a house.</summary>
    public const int Features = 8;

    private static readonly (double X, double Y)[] s_cities = [(-122.4, 37.8), (-118.2, 34.0)];

    /// <summary>Makes houses.</summary>
    /// <returns>Features [rows, 8], prices [rows, 1].</returns>
    public static TensorData Make(int rows, int seed)
    {
        var random = new Random(seed);
        var features = new float[rows * Features];
        var prices = new float[rows];
        for (var row = 0; row < rows; row++)
        {
            var income = Math.Exp(1.25 + 0.45 * Normal(random));
            var age = 1 + 51 * random.NextDouble();
            var rooms = 3 + 4 * random.NextDouble();
            var bedrooms = rooms * (0.15 + 0.1 * random.NextDouble());
            var people = 1.5 + 3 * random.NextDouble();
            var block = 100 + 3_000 * random.NextDouble();
            var (y, x) = (32.5 + 9.5 * random.NextDouble(), -124.3 + 10 * random.NextDouble());
            var distance = s_cities.Min(c => double.Hypot(x - c.X, y - c.Y));
            float[] house = [(float)income, (float)age, (float)rooms, (float)bedrooms, (float)block, (float)people, (float)y, (float)x];
            house.CopyTo(features, row * Features);
            var price = 0.45 * income + 0.008 * age + 0.1 * (rooms - 2 * bedrooms) - 0.15 * (people - 3)
                + 1.6 * Math.Exp(-distance) + 0.25 * Normal(random);
            prices[row] = (float)Math.Clamp(price, 0.15, 5);
        }

        using var scope = NewDisposeScope();
        return new TensorData(tensor(features, [rows, Features]), tensor(prices, [rows, 1]));
    }

    /// <summary>Reads a CSV file with a header, whose last column is the price.</summary>
    public static TensorData Read(string path)
    {
        using var scope = NewDisposeScope();
        using var table = CsvData.Read(path, new CsvOptions { LabelColumn = ^1, LabelKind = CsvLabelKind.Number });
        var prices = table.Data.Labels!;
        return new TensorData(table.Data.Features, prices.to_type(ScalarType.Float32).reshape(-1, 1));
    }

    // Box-Muller.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
}
