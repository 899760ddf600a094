using System.Globalization;

namespace Gen;

/// <summary>Threads beside the program, and those of the native libraries of other programs.</summary>
internal static class Threads
{
    /// <summary>Starts a thread, if there is the memory for its stack and the system allows one more.</summary>
    /// <returns>False if the thread was not started.</returns>
    public static bool TryStart(Thread thread)
    {
        try
        {
            thread.UnsafeStart();
            return true;
        }
        catch (Exception e) when (e is OutOfMemoryException or ThreadStartException)
        {
            return false;
        }
    }

    /// <summary>Sets the number of threads that native libraries of a program use.</summary>
    /// <param name="environment">The environment of the program.</param>
    /// <param name="count">The number.</param>
    /// <param name="replaces">Whether it replaces a number that the environment has.</param>
    public static void Limit(IDictionary<string, string?> environment, int count, bool replaces = false)
    {
        foreach (var name in (string[])["OMP_NUM_THREADS", "MKL_NUM_THREADS"])
        {
            if (replaces || !environment.ContainsKey(name))
                environment[name] = count.ToString(CultureInfo.InvariantCulture);
        }
    }
}
