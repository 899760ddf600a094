using Gen.Training.Charts;

namespace Gen.Training;

/// <summary>A callback that takes charts: <see cref="TrainingContext.AddChart"/> passes each chart to every callback of the trainer with this interface.</summary>
public interface IChartSink
{
    /// <summary>Takes a chart of the current epoch and step.</summary>
    /// <param name="context">The training.</param>
    /// <param name="name">The name of the chart, the same from epoch to epoch: <c>confusion_matrix</c>.</param>
    /// <param name="chart">The chart, which must not be changed.</param>
    void AddChart(TrainingContext context, string name, Chart chart);
}
