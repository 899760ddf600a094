using System.ComponentModel;

namespace Gen.Search;

/// <summary>What a property of a search space gives: the values of an entry, or named configs.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISearchValues
{
    /// <summary>Returns the word of a command line that describes the values.</summary>
    /// <param name="key">The key of the entry.</param>
    string ToWord(string key);
}
