using Gen.Training.Data;
using static TorchSharp.torch;

namespace LearningRateSample;

/// <summary>Points on spirals that wind around one another. Telling the spirals apart needs a good learning rate.</summary>
internal static class Spirals
{
    private const double Turns = 1.75;
    private const double Noise = 0.1;

    /// <summary>Makes points, spiral by spiral in turn.</summary>
    /// <param name="rows">Number of points.</param>
    /// <param name="arms">Number of spirals.</param>
    /// <param name="random">Determines where on its spiral a point is.</param>
    /// <returns>Points [rows, 2] within the unit circle, and the indices of their spirals [rows].</returns>
    public static TensorData Make(int rows, int arms, Random random)
    {
        var points = new float[rows * 2];
        var labels = new long[rows];
        for (var row = 0; row < rows; row++)
        {
            labels[row] = row % arms;
            var radius = Math.Sqrt(random.NextDouble());
            var angle = Math.Tau * (Turns * radius + (double)labels[row] / arms);
            points[2 * row] = (float)(radius * Math.Cos(angle) + Noise * (random.NextDouble() - 0.5));
            points[2 * row + 1] = (float)(radius * Math.Sin(angle) + Noise * (random.NextDouble() - 0.5));
        }

        using var scope = NewDisposeScope();
        return new TensorData(tensor(points, [rows, 2]), tensor(labels));
    }
}
