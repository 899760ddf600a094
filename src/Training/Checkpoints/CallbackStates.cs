namespace Gen.Training.Checkpoints;

/// <summary>Saves and loads the states of callbacks, each in a section with its index in the list. A callback that moved in the list is
/// found by its name.</summary>
internal static class CallbackStates
{
    public const string Section = "callback";
    public const string Name = "callback_name";

    public static void Save(IReadOnlyList<Callback> callbacks, CheckpointState state)
    {
        for (var i = 0; i < callbacks.Count; i++)
        {
            state.Section(Name).Set($"{i}", callbacks[i].Name);
            callbacks[i].SaveState(state.Section(Section).Section($"{i}"));
        }
    }

    /// <summary>Loads the states.</summary>
    /// <exception cref="TrainingException">A callback cannot load its state. The message names it.</exception>
    public static void Load(IReadOnlyList<Callback> callbacks, CheckpointState state, Action<string> warn)
    {
        var remaining = state.Section(Name).Keys.Select(k => (Key: k, Name: state.Section(Name).GetString(k))).ToList();
        foreach (var callback in callbacks)
        {
            var found = remaining.FindIndex(l => l.Name == callback.Name);
            if (found < 0)
            {
                if (HasState(callback))
                    warn($"the checkpoint has no state of {callback.Name}, which starts from the beginning.");
                continue;
            }

            var saved = state.Section(Section).Section(remaining[found].Key);
            remaining.RemoveAt(found);
            try
            {
                callback.LoadState(saved);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                throw new TrainingException($"Callback {callback.Name} cannot load its state from the checkpoint: {e.Message}", e);
            }
        }

        foreach (var (key, name) in remaining.Where(l => state.Section(Section).Section(l.Key).Keys.Count > 0))
            warn($"the checkpoint has the state of {name}, which is not a callback of this training.");
    }

    private static bool HasState(Callback callback)
    {
        using var state = new CheckpointState();
        callback.SaveState(state);
        return state.Keys.Count > 0;
    }
}
