namespace Gen;

/// <summary>Threads beside the program.</summary>
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
}
