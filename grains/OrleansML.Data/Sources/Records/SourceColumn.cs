using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>A value that a record must or may hold.</summary>
/// <param name="Role">What it is for.</param>
/// <param name="Index">Place among the columns of its role.</param>
/// <param name="Name">Column, property or JSON pointer.</param>
/// <param name="Type">Type that it must have.</param>
/// <param name="Field">The field, of columns of fields.</param>
/// <param name="Slot">Place of the field in its view.</param>
internal sealed record SourceColumn(ColumnRole Role, int Index, string Name, FeatureType Type, FeatureField? Field = null, int Slot = -1)
{
    /// <summary>What people call it: the field's name where there is one.</summary>
    public string Label => Field?.Name ?? Name;

    /// <summary>Whether whole numbers are taken as text: ids are often numbers, and only their equality counts.</summary>
    public bool IsIdentifier => Role == ColumnRole.EventId;
}
