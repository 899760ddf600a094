namespace Gen.Training;

/// <summary>Where an epoch's time went.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Training">Its training steps, the hooks around them included.</param>
/// <param name="Validation">Its validation; null if there was none.</param>
/// <param name="Memory">The process's memory at its end.</param>
public sealed record EpochProfile(int Epoch, PhaseTimes Training, PhaseTimes? Validation, MemoryUse Memory);
