namespace OrleansML.Gateway.Protocol;

/// <summary>One output that a request names.</summary>
/// <param name="Name">Name of the model's output.</param>
/// <param name="Binary">Whether it is wanted as binary data; null leaves it to the request.</param>
internal readonly record struct RequestedOutput(string Name, bool? Binary);
