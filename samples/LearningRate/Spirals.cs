using Gen.Training.Data;
using static TorchSharp.torch;

namespace LearningRateSample;

/// <summary>Points on spirals that wind around one another: which spiral a point is on is hard to say without the right step size.</summary>
internal static class Spirals
{
    private const double Turns = 1.75;
    private const double Shake = 0.1;

    /// <summary>Makes points, spiral by spiral in turn.</summary>
    /// <param name="rows">Points.</param>
    /// <param name="arms">Spirals.</param>
    /// <param name="random">Decides where on its spiral a point is.</param>
    /// <returns>Places [rows, 2] within the unit circle, spirals [rows].</returns>
    public static TensorData Make(int rows, int arms, Random random)
    {
        var places = new float[rows * 2];
        var labels = new long[rows];
        for (var row = 0; row < rows; row++)
        {
            labels[row] = row % arms;
            var radius = Math.Sqrt(random.NextDouble());
            var angle = Math.Tau * (Turns * radius + (double)labels[row] / arms);
            places[2 * row] = (float)(radius * Math.Cos(angle) + Shake * (random.NextDouble() - 0.5));
            places[2 * row + 1] = (float)(radius * Math.Sin(angle) + Shake * (random.NextDouble() - 0.5));
        }

        using var scope = NewDisposeScope();
        return new TensorData(tensor(places, [rows, 2]), tensor(labels));
    }
}
