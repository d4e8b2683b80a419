namespace Orleans.Runtime.Activations;

/// <summary>The life of an activation. States only move forward.</summary>
internal enum ActivationState : byte
{
    /// <summary>Registration, construction and <c>OnActivateAsync</c> are under way; requests wait.</summary>
    Activating = 0,

    /// <summary>Requests run.</summary>
    Valid = 1,

    /// <summary>Running requests finish, then <c>OnDeactivateAsync</c> runs; requests that arrive wait for a new activation.</summary>
    Deactivating = 2,

    /// <summary>The activation has ended; requests that arrive are sent on.</summary>
    Invalid = 3,
}
