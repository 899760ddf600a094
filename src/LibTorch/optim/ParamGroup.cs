using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Parameters with common settings.</summary>
public class ParamGroup : optim.ILearningRateController
{
    /// <summary>The parameters.</summary>
    public IEnumerable<Parameter> Parameters { get; set; } = [];

    /// <summary>The step's size now.</summary>
    public double LearningRate { get; set; }

    /// <summary>The step's size at the beginning.</summary>
    public double InitialLearningRate { get; set; }
}
