namespace OrleansML.Benchmarks.Serving;

/// <summary>What the peer is asked.</summary>
internal sealed record PeerRequest(float[] Features);

/// <summary>What the peer answers.</summary>
internal sealed record PeerReply(float[] Output);
