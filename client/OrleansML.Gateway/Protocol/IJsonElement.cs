namespace OrleansML.Gateway.Protocol;

/// <summary>Reads one element of a <c>data</c> list, or refuses it.</summary>
internal interface IJsonElement<T>
{
    /// <summary>Reads the element at which the cursor stands.</summary>
    static abstract T Read(ref RequestJson json, in TensorDataCursor cursor);
}
