namespace Gen.Generators.Incremental;

/// <summary>
/// What a type's meaning depends on, as it was when the type was read. By which names that is, is found out when something is declared otherwise for the
/// first time: a build asks for nothing.
/// </summary>
internal sealed class Dependence(Declarations declarations, DeclaredType type)
{
    private readonly object _gate = new();

    // The last ones under which the type means what it did: no others are kept alive.
    private Declarations _last = declarations;
    private ulong[]? _names;
    private ulong _hash;
    private bool _isRead;

    /// <summary>True if the type means what it did.</summary>
    public bool Holds(Declarations now)
    {
        lock (_gate)
        {
            if (ReferenceEquals(now, _last))
                return true;
            if (now.Hash != _last.Hash && !HoldsByNames(now))
                return false;
            _last = now;
            return true;
        }
    }

    private bool HoldsByNames(Declarations now)
    {
        if (!_isRead)
        {
            _names = _last.NamesBehind(type);
            _hash = _names is null ? 0 : _last.HashOf(_names);
            _isRead = true;
        }

        return _names is not null && now.HashOf(_names) == _hash;
    }
}
