using Gen.Training.Charts;

namespace Gen.Training;

/// <summary>A callback that takes pictures: what anyone gives to <see cref="TrainingContext.AddChart"/> is handed to every callback of the trainer with this interface.</summary>
public interface IChartSink
{
    /// <summary>Takes a picture; <see cref="TrainingContext.Epoch"/> and <see cref="TrainingContext.Step"/> say of when it is.</summary>
    /// <param name="context">The training that it is of.</param>
    /// <param name="name">What it shows, the same from epoch to epoch: <c>confusion_matrix</c>.</param>
    /// <param name="chart">The picture. It is everyone's: draw it, do not change it.</param>
    void AddChart(TrainingContext context, string name, Chart chart);
}
