namespace TorchSharp.Modules;

/// <summary>The settings of a group of parameters.</summary>
public class OptimizerOptions
{
    /// <summary>The step's size now.</summary>
    public double? LearningRate { get; set; }

    /// <summary>The step's size at the beginning.</summary>
    public double InitialLearningRate { get; set; }

    /// <summary>Shows the settings beside the rates.</summary>
    internal virtual void Accept(OptionVisitor visitor)
    {
    }

    internal void Save(BinaryWriter writer)
    {
        writer.Write(InitialLearningRate);
        writer.Write(LearningRate!.Value);
        Accept(new OptionWriter(writer));
    }

    internal void Load(BinaryReader reader)
    {
        InitialLearningRate = reader.ReadDouble();
        LearningRate = reader.ReadDouble();
        Accept(new OptionReader(reader));
    }

    internal void Load(OptimizerOptions source)
    {
        (InitialLearningRate, LearningRate) = (source.InitialLearningRate, source.LearningRate);
        Play(source, onlyMissing: false);
    }

    /// <summary>Sets what is not set, and begins with the learning rate that there is then.</summary>
    internal void Complete(OptimizerOptions defaults)
    {
        LearningRate ??= defaults.LearningRate;
        InitialLearningRate = LearningRate!.Value;
        Play(defaults, onlyMissing: true);
    }

    private void Play(OptimizerOptions source, bool onlyMissing)
    {
        var recorder = new OptionRecorder();
        source.Accept(recorder);
        Accept(new OptionPlayer(recorder.Values, onlyMissing));
    }
}
