namespace OrleansStandIn.Generated;

/// <summary>How the value after a field header is laid out, so that a reader can step over fields it does not know.</summary>
public enum WireKind : byte
{
    /// <summary>No more fields in this object.</summary>
    End,

    /// <summary>No more fields of the base class; those of the derived class follow.</summary>
    EndBase,

    /// <summary>A null; nothing follows.</summary>
    Null,

    /// <summary>A variable-length number: which tracked object of this session is meant.</summary>
    Reference,

    /// <summary>A variable-length number of up to 64 bits.</summary>
    VarInt,

    /// <summary>Four bytes.</summary>
    Fixed32,

    /// <summary>Eight bytes.</summary>
    Fixed64,

    /// <summary>Sixteen bytes.</summary>
    Fixed128,

    /// <summary>A variable-length number and as many bytes.</summary>
    Bytes,

    /// <summary>As <see cref="Bytes"/>, for an object that later references may mean.</summary>
    TrackedBytes,

    /// <summary>Fields up to <see cref="End"/>.</summary>
    Fields,

    /// <summary>As <see cref="Fields"/>, for an object that later references may mean.</summary>
    TrackedFields,

    /// <summary>A type, then a kind and the value: the value is not of the declared type.</summary>
    Typed,
}
