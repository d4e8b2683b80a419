namespace OrleansML.Data.Sources;

/// <summary>A record that a view refuses.</summary>
/// <param name="Number">Which record of its batch, request or file, counted from 1; of text files the line.</param>
/// <param name="Entity">The entity it is of; null where that cannot be read.</param>
/// <param name="Field">The key, field or column at fault; null where it is the whole record.</param>
/// <param name="Reason">What is wrong and what is allowed, without the values of private fields.</param>
public sealed record PoisonRecord(long Number, string? Entity, string? Field, string Reason);
