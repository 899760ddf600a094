using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the optimizers have in common: groups of parameters with settings, and a state for each parameter.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    private readonly Dictionary<object, OptimizerState> _states = new(ReferenceEqualityComparer.Instance);
    private readonly Func<OptimizerOptions> _blank;
    private readonly Func<Parameter, OptimizerOptions, OptimizerState> _begin;

    private protected OptimizerHelper(
        OptimizerOptions defaults, IEnumerable<ParamGroup> groups, Func<OptimizerOptions> blank,
        Func<Parameter, OptimizerOptions, OptimizerState> begin)
    {
        (Defaults, _blank, _begin) = (defaults, blank, begin);
        defaults.InitialLearningRate = defaults.LearningRate!.Value;
        foreach (var group in groups) Add(group);
    }

    /// <summary>The settings of groups that set nothing themselves.</summary>
    private protected OptimizerOptions Defaults { get; }

    /// <summary>Adds parameters with settings; those left out are the optimizer's.</summary>
    public override void add_param_group(ParamGroup param_group) => Add(param_group);

    /// <summary>The settings of all groups and the states of all parameters: the objects themselves, not copies.</summary>
    public virtual StateDictionary state_dict()
    {
        var dictionary = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            dictionary.Options.Add(group.Options);
            dictionary.StateIndexRef.Add([.. Enumerable.Range(dictionary.State.Count, group.Parameters.Count())]);
            dictionary.State.AddRange(group.Parameters.Select(p => _states[p]));
        }
        return dictionary;
    }

    /// <summary>Takes over the settings and copies of the states of another optimizer of its kind.</summary>
    /// <exception cref="ArgumentException">The numbers of groups or of parameters differ.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var own = this.state_dict();
        CheckCounts(own, state_dict.Options.Count, state_dict.State.Count);
        foreach (var (mine, theirs) in own.Options.Zip(state_dict.Options))
            if (mine != theirs) mine.Load(theirs);
        foreach (var (mine, theirs) in own.State.Zip(state_dict.State))
            if (mine != theirs) mine.Load(theirs);
    }

    /// <summary>Saves settings and states in a file of TorchSharp's format.</summary>
    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    /// <summary>Loads what <see cref="save_state_dict(string)"/> saved.</summary>
    /// <inheritdoc cref="load_state_dict(BinaryReader)"/>
    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    /// <summary>Writes settings and states in TorchSharp's format.</summary>
    public void save_state_dict(BinaryWriter writer)
    {
        var own = state_dict();
        writer.Write(GetType().Name);
        writer.Write7BitEncodedInt64(own.Options.Count);
        writer.Write7BitEncodedInt64(own.State.Count);
        foreach (var options in own.Options) options.Save(writer);
        foreach (var state in own.State) state.Save(writer);
    }

    /// <summary>Loads what <see cref="save_state_dict(BinaryWriter)"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It was another kind of optimizer.</exception>
    /// <exception cref="ArgumentException">The numbers of groups or of parameters differ.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        var (name, own) = (reader.ReadString(), state_dict());
        if (name != GetType().Name)
            throw new InvalidDataException(
                $"Mismatched optimizer type: expected '{GetType().Name}', but found '{name}' in the loaded stream.");
        CheckCounts(own, reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
        foreach (var options in own.Options) options.Load(reader);
        foreach (var state in own.State) state.Load(reader);
    }

    /// <summary>Moves the states to a device; the parameters stay.</summary>
    public void to(Device device)
    {
        var mover = new StateMover(device);
        foreach (var state in _states.Values) state.Accept(mover);
    }

    /// <summary>The parameters of a group that have gradients, with their states; scopes are the caller's.</summary>
    private protected IEnumerable<(TState State, Tensor Gradient)> WithGradients<TState>(ParamGroup group) where TState : OptimizerState
    {
        foreach (var parameter in group.Parameters)
            if (parameter.grad is { } gradient)
                yield return ((TState)_states[parameter], gradient);
    }

    private protected override void Free()
    {
        var disposer = new StateDisposer();
        foreach (var state in _states.Values) state.Accept(disposer);
        _states.Clear();
    }

    private protected static void Require(bool condition, string message)
    {
        if (!condition) throw new ArgumentException(message);
    }

    private static void CheckCounts(StateDictionary own, long groups, long states)
    {
        Require(groups == own.Options.Count, "Invalid optimizer state -- different number of parameter groups.");
        Require(states == own.State.Count, "Invalid optimizer state -- different number of states.");
    }

    private void Add(ParamGroup group)
    {
        group.Options ??= _blank();
        group.Options.Complete(Defaults);
        _parameter_groups.Add(group);
        foreach (var parameter in group.Parameters) _states[parameter] = _begin(parameter, group.Options);
    }
}
